//! Given names, for finding people in running text.
//!
//! Written for this project from common knowledge: names that are frequent in India and in English-speaking countries
//! and are no everyday words or places.

/// In the order of bytes.
const GIVEN: &[&str] = &[
    "Aarav", "Aaron", "Aarti", "Abdul", "Abhay", "Abhijit", "Abhinav", "Abhishek", "Abigail", "Adam", "Adil", "Aditi",
    "Aditya", "Adrian", "Afsana", "Agnes", "Ahmed", "Aisha", "Ajay", "Ajit", "Akash", "Akbar", "Akhil", "Akshay",
    "Alan", "Albert", "Alexander", "Alia", "Alice", "Alisha", "Alka", "Alok", "Aman", "Amanda", "Amar", "Amina",
    "Amir", "Amit", "Amita", "Amrit", "Amrita", "Amy", "Ananya", "Andrea", "Andrew", "Angela", "Aniket", "Anil",
    "Anita", "Anjali", "Anju", "Ankit", "Ankita", "Ankur", "Anmol", "Anna", "Annapurna", "Anne", "Anshul", "Anthony",
    "Antonio", "Anuj", "Anuradha", "Anurag", "Anushka", "Aparna", "Archana", "Arif", "Arjun", "Arnav", "Arpita",
    "Arthur", "Arun", "Aruna", "Arvind", "Arya", "Asha", "Ashish", "Ashley", "Ashok", "Ashwin", "Asif", "Asma", "Atul",
    "Avinash", "Ayesha", "Ayush", "Azhar", "Babita", "Balaji", "Balakrishnan", "Baldev", "Balwinder", "Barbara",
    "Benjamin", "Betty", "Beverly", "Bhagat", "Bharati", "Bharti", "Bhaskar", "Bhavana", "Bhavesh", "Bhavna",
    "Bhupinder", "Bhushan", "Bijoy", "Bimal", "Bina", "Bindu", "Bipin", "Brandon", "Brenda", "Brian", "Bruce", "Bryan",
    "Carl", "Carlos", "Carol", "Caroline", "Catherine", "Chandan", "Chandrika", "Charles", "Charu", "Cheryl", "Chetan",
    "Chhaya", "Chinmay", "Chitra", "Christina", "Christine", "Christopher", "Claire", "Clara", "Cynthia", "Daljit",
    "Damini", "Daniel", "Darshan", "David", "Deborah", "Deepa", "Deepak", "Deepali", "Deepika", "Deepti", "Denise",
    "Dennis", "Devendra", "Dhananjay", "Dharmendra", "Dhiraj", "Diana", "Diane", "Dilip", "Dinesh", "Divya", "Donald",
    "Donna", "Dorothy", "Douglas", "Edward", "Ekta", "Elaine", "Eleanor", "Elizabeth", "Ella", "Ellen", "Emily",
    "Emma", "Eric", "Erica", "Esther", "Ethan", "Eugene", "Eva", "Evelyn", "Fahad", "Faisal", "Farah", "Farhan",
    "Farida", "Fatima", "Feroz", "Fiza", "Frances", "Frank", "Fred", "Gabriel", "Gagan", "Ganesh", "Gary", "Gaurav",
    "Gauri", "Gayatri", "Geeta", "Geetha", "George", "Gerald", "Girish", "Gita", "Gloria", "Gopal", "Gopi", "Govind",
    "Gregory", "Gulab", "Gulshan", "Gurdeep", "Gurpreet", "Haider", "Hamid", "Hannah", "Hardeep", "Harini", "Harish",
    "Harold", "Harpreet", "Harry", "Harsh", "Harsha", "Harshita", "Hasan", "Heather", "Helen", "Hema", "Hemant",
    "Hemlata", "Henry", "Hina", "Hitesh", "Howard", "Hugh", "Hussain", "Ian", "Imran", "Indira", "Indu", "Irfan",
    "Isaac", "Isabella", "Isha", "Ishaan", "Ishita", "Jack", "Jacob", "Jacqueline", "Jagdish", "Jamal", "James",
    "Janaki", "Jane", "Janet", "Janice", "Jasmine", "Jason", "Jaspreet", "Jaswant", "Jatin", "Jaya", "Jayant",
    "Jayanti", "Jayashree", "Jean", "Jeetendra", "Jeffrey", "Jennifer", "Jeremy", "Jessica", "Jignesh", "Jitendra",
    "Joan", "Joe", "John", "Jonathan", "Jose", "Joseph", "Joshua", "Juan", "Judith", "Judy", "Julia", "Julie",
    "Justin", "Jyoti", "Jyotsna", "Kabir", "Kailash", "Kajal", "Kalpana", "Kalyani", "Kamala", "Kamlesh", "Kanchan",
    "Kapil", "Karan", "Karen", "Karthik", "Kartik", "Karuna", "Kashish", "Katherine", "Kathleen", "Kathryn", "Kaushik",
    "Kavita", "Kavya", "Kedar", "Keith", "Kenneth", "Keshav", "Kevin", "Khalid", "Khushi", "Kimberly", "Kishore",
    "Komal", "Krishnan", "Kriti", "Kuldeep", "Kunal", "Kusum", "Kyle", "Lakshmi", "Lalit", "Lalita", "Larry", "Lata",
    "Laura", "Lauren", "Laxmi", "Leela", "Leonard", "Lillian", "Linda", "Lisa", "Lokesh", "Louis", "Louise", "Lucy",
    "Luis", "Madan", "Madhav", "Madhu", "Madhuri", "Mahendra", "Mahesh", "Malathi", "Mallika", "Malti", "Mamta",
    "Manav", "Mandeep", "Manish", "Manisha", "Manjeet", "Manju", "Manjula", "Manoj", "Mansi", "Margaret", "Maria",
    "Marie", "Marilyn", "Martha", "Mary", "Matthew", "Meena", "Meenakshi", "Meera", "Megan", "Megha", "Mehul",
    "Melissa", "Michael", "Michelle", "Milind", "Minakshi", "Mitali", "Mohammad", "Mohammed", "Mohan", "Mohini",
    "Mohit", "Moin", "Monika", "Mukesh", "Mukund", "Mumtaz", "Murali", "Murugan", "Nadeem", "Nancy", "Nandini",
    "Narayan", "Narendra", "Naresh", "Nargis", "Naseem", "Natalie", "Nathan", "Naveen", "Navneet", "Nazia", "Neelam",
    "Neeraj", "Neeta", "Neha", "Nicholas", "Nicole", "Nidhi", "Nikhil", "Nikita", "Nilesh", "Nimisha", "Nirmal",
    "Nirmala", "Nisha", "Nishant", "Nita", "Nitesh", "Nitin", "Noah", "Nora", "Oliver", "Olivia", "Omkar", "Oscar",
    "Padma", "Padmini", "Pallavi", "Pamela", "Pankaj", "Parul", "Parvati", "Parveen", "Patricia", "Patrick", "Paul",
    "Pavan", "Pawan", "Payal", "Peter", "Philip", "Phillip", "Pooja", "Poonam", "Prabha", "Prabhakar", "Pradeep",
    "Pragya", "Prakash", "Pramod", "Pranav", "Pranjal", "Prashant", "Pratibha", "Pratik", "Praveen", "Pravin",
    "Preeti", "Prerna", "Pritam", "Priti", "Priya", "Priyanka", "Punam", "Puneet", "Purnima", "Pushpa", "Rachel",
    "Radha", "Raghav", "Raghu", "Rahim", "Rahul", "Rajan", "Rajani", "Rajat", "Rajendra", "Rajesh", "Rajeshwari",
    "Rajiv", "Rajkumar", "Rajni", "Raju", "Rakesh", "Rama", "Raman", "Ramesh", "Ranjan", "Ranjana", "Ranjit", "Rashid",
    "Rashmi", "Ravi", "Ravinder", "Raymond", "Rebecca", "Rehana", "Rekha", "Renu", "Renuka", "Reshma", "Revathi",
    "Richa", "Richard", "Rina", "Rita", "Ritesh", "Ritika", "Ritu", "Robert", "Roger", "Rohan", "Rohini", "Rohit",
    "Ronald", "Roshan", "Rubina", "Ruchi", "Rukmini", "Rupa", "Rupali", "Russell", "Ruth", "Ryan", "Sachin", "Sadhana",
    "Sahil", "Saira", "Sakshi", "Salim", "Salma", "Samantha", "Sameer", "Samir", "Samuel", "Sana", "Sandeep",
    "Sandhya", "Sandra", "Sangeeta", "Sanjana", "Sanjay", "Sanjeev", "Sanjiv", "Santosh", "Sapna", "Sara", "Sarah",
    "Sarala", "Sarita", "Saroj", "Sarojini", "Satish", "Satyam", "Saurabh", "Savita", "Savitri", "Sean", "Seema",
    "Selvi", "Shabana", "Shabnam", "Shahid", "Shailesh", "Shalini", "Shankar", "Shanta", "Shanti", "Sharad",
    "Sharmila", "Sharon", "Shashank", "Shashi", "Sheela", "Shehnaz", "Shekhar", "Shilpa", "Shirley", "Shivam",
    "Shivani", "Shobha", "Shraddha", "Shreya", "Shubham", "Shubhangi", "Shweta", "Shyam", "Siddharth", "Simran",
    "Sita", "Smita", "Sneha", "Sohan", "Sonali", "Sonia", "Sonu", "Sophia", "Soumya", "Sridhar", "Srinivas",
    "Stephanie", "Stephen", "Steven", "Subash", "Subhash", "Subramaniam", "Sudha", "Sudhir", "Sujata", "Suman",
    "Sumit", "Sumitra", "Sunanda", "Sundar", "Sunil", "Sunita", "Supriya", "Suraj", "Surendra", "Suresh", "Susan",
    "Sushil", "Sushila", "Sushma", "Swapna", "Swapnil", "Swati", "Tabassum", "Tanmay", "Tanuja", "Tanvi", "Tanya",
    "Tariq", "Tarun", "Tejas", "Teresa", "Theresa", "Thomas", "Timothy", "Tina", "Todd", "Tracy", "Trilok", "Trisha",
    "Uday", "Uma", "Umesh", "Urmila", "Usman", "Vaibhav", "Vaishali", "Vandana", "Vanessa", "Vani", "Varsha", "Varun",
    "Vasant", "Vasanthi", "Veena", "Venkat", "Venkatesh", "Vibha", "Vidya", "Vijay", "Vijaya", "Vikas", "Vikram",
    "Vimal", "Vimala", "Vinay", "Vincent", "Vineet", "Vinod", "Vipin", "Vipul", "Virendra", "Vishal", "Vivek",
    "Walter", "Wanda", "Wasim", "Wendy", "William", "Yamini", "Yash", "Yashoda", "Yogesh", "Yogita", "Yusuf",
    "Zachary", "Zahir", "Zainab", "Zakir", "Zeenat", "Zoya",
];

/// Whether a capitalised word is a given name of the list.
pub(super) fn is_given_name(word: &[u8]) -> bool {
    GIVEN.binary_search_by(|name| name.as_bytes().cmp(word)).is_ok()
}

#[cfg(test)]
mod tests {
    use super::{GIVEN, is_given_name};

    #[test]
    fn names_are_in_order() {
        assert!(GIVEN.is_sorted_by(|a, b| a < b) && GIVEN.len() > 500);
        assert!(is_given_name(b"Asha") && is_given_name(b"Zoya") && !is_given_name(b"Monday") && !is_given_name(b""));
    }
}
